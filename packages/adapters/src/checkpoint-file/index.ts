export { fileCheckpoints } from './checkpoint-file'
