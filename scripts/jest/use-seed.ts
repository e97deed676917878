import fc from 'fast-check'

/** Properties, samples and whatever draws its own seed by `fc.sample` are the same every time. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env['KPI_LEDGER_SEED']) })
