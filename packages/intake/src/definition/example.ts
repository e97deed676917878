/** An example definition to start from, which `readDefinition` accepts. */
export const definitionExample = `# A contract, its regimes and its KPIs. Change it and run: kpi-ledger define contract.yaml
contract: parks
title: Grounds maintenance
authority: Example City Council
supplier: Green Spaces Ltd
yearStart: April

regimes:
  - regime: parks-2016
    title: Grounds maintenance from April 2016
    effectiveFrom: 2016-04
    # Best first. The code of a band is made of its label if you give none.
    # A test is: meets target, within tolerance, within 5 %, misses by less than 5 %, beats target,
    # beats target by more than 5 %, down to LEVEL, better than LEVEL, or otherwise.
    levels: [floor]
    bands:
      - { label: Met, grade: good, when: meets target }
      - { label: Within tolerance, grade: approaching target, when: within tolerance }
      - { label: Above the floor, grade: requires improvement, when: down to floor }
      - { label: Failed, grade: inadequate, when: otherwise }
    notRated: No data

    kpis:
      - kpi: P1
        description: Lawns cut on schedule
        serviceArea: Parks
        frequency: monthly
        unit: percent
        # Quotes, since ">" means something else to YAML.
        target: ">= 95"
        tolerance: 2 points
        levels: { floor: 80 }
        revised:
          - effectiveFrom: 2016-10
            target: ">= 97"
            tolerance: 2 points
            levels: { floor: 80 }
            reason: Agreed by the board in September 2016

      - kpi: P2
        description: Days to clear a fallen tree
        serviceArea: Trees
        frequency: monthly
        unit: days
        target: "<= 3 days"
        levels: { floor: 10 }
`
