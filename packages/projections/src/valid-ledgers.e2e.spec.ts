import './valid-ledgers.spec'
