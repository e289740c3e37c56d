'use client';

import { drawAll } from '../drawn';

export function Drawn() {
  return <div>{drawAll()}</div>;
}
