export {
  describeOpening,
  openStore,
  storeURLs,
  type Backup,
  type Followable,
  type StoreHandle,
  type UnknownStore,
} from './open-store'
export { waiting } from '../waiting'
