export { lossRows } from './view/unfold/loss-rows.tsx';
