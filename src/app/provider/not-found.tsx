export { Missing as default } from './missing';
