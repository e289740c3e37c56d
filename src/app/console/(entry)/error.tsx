export { default } from '../(inside)/error';
