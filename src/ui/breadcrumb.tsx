import Link from 'next/link';

/** Where this page lies; the last step is the page itself and no link. */
export function Breadcrumb({
  label,
  steps,
}: {
  label: string;
  steps: readonly { label: string; href?: string }[];
}) {
  return (
    <nav aria-label={label}>
      <ol className="breadcrumb">
        {steps.map((step) => (
          <li key={step.href ?? step.label}>
            {step.href ? (
              <Link href={step.href}>{step.label}</Link>
            ) : (
              <span aria-current="page">{step.label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
