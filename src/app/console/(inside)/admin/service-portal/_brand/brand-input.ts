import { ChangeBranding } from '@/settings/change-branding';
import { jsonField } from '../json-field';

const { welcomeTexts, footerLinks } = ChangeBranding.shape;

/** The form's fields as the verb takes them. */
export const BrandInput = ChangeBranding.extend({
  welcomeTexts: jsonField.pipe(welcomeTexts),
  footerLinks: jsonField.pipe(footerLinks),
});
