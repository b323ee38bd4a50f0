import type { Plan } from '../plan.js';
import type { Months, Recipe } from '../recipe.js';
import { actionsRecipe } from './actions.js';
import { complaintsRecipe } from './complaints.js';
import { eventsRecipe } from './events.js';
import { feedbackRecipe } from './feedback.js';
import { followupsRecipe } from './followups.js';
import { lotsRecipe } from './lots.js';
import { repairsRecipe } from './repairs.js';
import { revisitsRecipe } from './revisits.js';
import { samplesRecipe } from './samples.js';
import { ticketsRecipe } from './tickets.js';

/** Datasets made from `cases`, the tickets of a slice. */
export const caseRecipes: readonly Recipe[] = [ticketsRecipe, eventsRecipe, repairsRecipe, revisitsRecipe, complaintsRecipe];

/** Datasets with months of their own. */
export function monthlyRecipes(plan: Plan, months: Months): Recipe[] {
  return [
    lotsRecipe(plan, months),
    feedbackRecipe(plan, months),
    samplesRecipe(plan, months),
    followupsRecipe(plan, months),
    actionsRecipe(plan, months),
  ];
}
