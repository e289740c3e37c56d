/** What a record of the DNS says or should say, a line each, for a list of definitions. */
export function DnsValues({
  name,
  values,
  none,
}: {
  name: string;
  values: readonly string[];
  /** Said where there is no value. */
  none?: string;
}) {
  return (
    <div className="contents">
      <dt>{name}</dt>
      <dd className="min-w-0">
        {values.length === 0 && none}
        {values.map((value) => (
          <code key={value} className="block break-all font-mono" dir="ltr">
            {value}
          </code>
        ))}
      </dd>
    </div>
  );
}
