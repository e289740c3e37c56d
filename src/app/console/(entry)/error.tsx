'use client';

import PageFailed from '../(inside)/error';

export default PageFailed;
