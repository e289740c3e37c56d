import 'server-only';
import type { Scope } from '@/access/scope';
import { type BrandImage, brandImagePath, saysName } from '@/settings/brand-image-kinds';
import { brandImagesOf } from '@/settings/brand-images';
import { Brand } from '@/ui/shell';
import { BrandMark } from './brand-mark';

/** Logo and name of the tenant, leading home; without a logo the name's first letter. */
export function TenantBrand({ reader }: { reader: Pick<Scope, 'tenant' | 'settings'> }) {
  const { name } = reader.tenant;
  // A logo for dark pages alone would be white on white on the others.
  const { logo, logoDark: dark } = brandImagesOf(reader);
  if (!logo) return <Brand href="/" name={name} logo={<BrandMark name={name} />} />;
  const alone = saysName(logo);
  const alt = alone ? name : '';
  const mark = dark ? (
    <>
      <Logo image={logo} alt={alt} className="dark:hidden" />
      <Logo image={dark} alt={alt} className="hidden dark:block" />
    </>
  ) : (
    <Logo image={logo} alt={alt} />
  );
  return <Brand href="/" name={alone ? undefined : name} logo={mark} />;
}

function Logo({ image, alt, className }: { image: BrandImage; alt: string; className?: string }) {
  const { id, width, height } = image;
  // One that the scheme hides is never fetched: `lazy` waits until it could be seen.
  const loading = className ? 'lazy' : undefined;
  return <img src={brandImagePath(id)} alt={alt} {...{ width, height, className, loading }} />;
}
