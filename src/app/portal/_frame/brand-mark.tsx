/** Stands where a tenant's logo will: the first letter of its name on its colour. */
export function BrandMark({ name }: { name: string }) {
  return (
    <span aria-hidden className="brand-mark">
      {[...name][0]?.toLocaleUpperCase()}
    </span>
  );
}
