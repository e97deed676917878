import './laws.spec'
