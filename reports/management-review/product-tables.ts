/** Rows of the tables on complaints, completion times and product quality, each named like its relation under queries/. */

/** A complaint, batch return or claim; model, lot and code where its slip or ticket names them. */
export interface ComplaintRecordRow {
  readonly complaint_id: string;
  readonly kind: string;
  readonly model: string | null;
  readonly lot_no: string | null;
  readonly fault_code: string | null;
  readonly opened_at: string;
  readonly replied_at: string | null;
  readonly closed_at: string | null;
  readonly amount: number | null;
}

/** A step of the Kaplan–Meier curve of the reported cohort (0) or the last that shares no ticket with it (3). */
export interface CompletionStepRow {
  readonly periods_back: number;
  readonly hours: number;
  readonly at_risk: number;
  readonly survival: number;
}

export interface CompletionRiskRow {
  readonly periods_back: number;
  readonly days: number;
  readonly at_risk: number;
}

/** Confirmed faults of a pair in one period, beside the units of the model in service. */
export interface FaultPairRow {
  readonly periods_back: number;
  readonly model: string;
  readonly fault_code: string;
  readonly faults: number;
  readonly exposed_units: number | null;
  readonly faults_per_thousand_units: number | null;
}

/** Faults of a production month up to an age, beside the months produced before it at the same age. */
export interface ProductionMonthRow {
  readonly produced_in: string;
  readonly age_months: number;
  readonly shipped_units: number;
  readonly faults: number;
  readonly faults_per_thousand_units: number | null;
  readonly earlier_months: number;
  readonly earlier_lowest: number | null;
  readonly earlier_highest: number | null;
}
