export { MissingPage as default } from './_frame/missing-page';
