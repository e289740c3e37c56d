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
              <a href={step.href}>{step.label}</a>
            ) : (
              <span aria-current="page">{step.label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
