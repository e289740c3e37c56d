export { FramedMissing as default } from './_frame/framed-missing';
