import { contractOf } from '../../contracts/index.js';
import type { Plan } from '../plan.js';
import { type Months, monthsOf, numberedMonth, type Recipe } from '../recipe.js';

/** Every second lot leaves in two shipments on one day. The first months bring the lots of before along: units in service come from them. */
export function lotsRecipe(plan: Plan, { first, last }: Months): Recipe {
  return {
    contract: contractOf('lots'),
    fileName: 'lots',
    language: 'canonical',
    from: `(
  select *, units_of(model_no) as units, shipment.shipment
  from lots_made cross join range(2) as shipment(shipment)
  where month_no ${first === monthsOf(plan).first ? '' : `>= ${first} and month_no `}<= ${last} and shipment <= (lot + model_no) % 2
) as shipments`,
    month: `case when month_no < ${monthsOf(plan).first} then 'history' else ${numberedMonth} end`,
    rowNo: '((month_no * 100 + model_no) * 1000 + lot) * 2 + shipment',
    // What a planted rate is measured by.
    isPlanted: 'true',
    rewritten: 'product',
    columns: {
      lot_no: 'lot_name(model_no, campaign, lot)',
      shipment_no: `'CH' || substr(lot_name(model_no, campaign, lot), 2) || '-' || (1 + shipment)`,
      product: 'product_name(model_no)',
      model: 'model_name(model_no)',
      produced_on: 'produced_on(model_no, campaign, lot)',
      shipped_on: 'shipped_on(model_no, campaign, lot)',
      shipped_qty: 'case when (lot + model_no) % 2 = 0 then units when shipment = 0 then units - units // 3 else units // 3 end',
      plant: `['一厂', '二厂'][1 + model_no % 2]`,
    },
  };
}
