import './published-laws.spec'
