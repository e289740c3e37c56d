import { ArrowDown, ArrowUp } from 'lucide-react';
import { IconButton } from '@/ui/icon-button';

/**
 * Moves a line of a list by one place. At an end the button stays where it is and keeps the
 * focus: whoever moves by keyboard would lose their place otherwise.
 */
export function MoveButtons({
  up,
  down,
  isFirst,
  isLast,
  onMove,
}: {
  up: string;
  down: string;
  isFirst: boolean;
  isLast: boolean;
  onMove: (step: 1 | -1) => void;
}) {
  return (
    <>
      <IconButton
        size="sm"
        label={up}
        icon={<ArrowUp aria-hidden />}
        aria-disabled={isFirst}
        className={isFirst ? 'opacity-40' : undefined}
        onClick={() => onMove(-1)}
      />
      <IconButton
        size="sm"
        label={down}
        icon={<ArrowDown aria-hidden />}
        aria-disabled={isLast}
        className={isLast ? 'opacity-40' : undefined}
        onClick={() => onMove(1)}
      />
    </>
  );
}
