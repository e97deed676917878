import { agreementLaws } from './json-schema.spec'

agreementLaws(2500)
