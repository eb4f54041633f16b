package io.llmloadtest.verdict.rows;

import io.llmloadtest.model.Quantity;
import io.llmloadtest.verdict.Comparison;
import io.llmloadtest.verdict.Source;
import io.llmloadtest.verdict.Tolerances;
import io.llmloadtest.verdict.balance.Account;
import io.llmloadtest.verdict.balance.Admitted;
import io.llmloadtest.verdict.balance.Hearing;
import io.llmloadtest.verdict.balance.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All rows of a hearing, in the published order; a witness that nobody asked for has none. */
public final class Rows {

    private Rows() {
    }

    /** The rows that are measured rather than counted. */
    public static Measured measured(Admitted admitted, Tolerances tolerances) {
        return new Measured(
                admitted.metricsAsked() ? Optional.of(LatencyRows.ttft(admitted, tolerances)) : Optional.empty(),
                admitted.metricsAsked() ? Optional.of(LatencyRows.e2e(admitted, tolerances)) : Optional.empty(),
                admitted.metricsAsked() ? bounded(admitted) : List.of(),
                admitted.logAsked() ? Optional.of(ThroughputRow.of(admitted, tolerances)) : Optional.empty());
    }

    private static List<Comparison> bounded(Admitted admitted) {
        List<Comparison> rows = new ArrayList<>(new StageRows(admitted).rows());
        rows.add(InFlightRow.of(admitted));
        return rows;
    }

    /** By how much a client's time to first token may lie above a server's: the known parts and the tolerance's allowance. */
    public static double ttftAllowanceMillis(Admitted admitted, Tolerances tolerances) {
        return LatencyRows.ttft(admitted, tolerances).row().limit().allowance();
    }

    /** Every row, without causes. */
    public static List<Comparison> of(Hearing hearing, Tolerances tolerances) {
        List<Comparison> rows = new ArrayList<>();
        for (Quantity quantity : Quantity.values()) {
            row(quantity, hearing, tolerances).ifPresent(rows::add);
        }
        rows.addAll(hearing.traced());
        return rows;
    }

    private static Optional<Comparison> row(Quantity quantity, Hearing hearing, Tolerances tolerances) {
        return switch (quantity) {
            case REQUEST_COUNT -> metric(quantity, Account.CHOICES, hearing, tolerances);
            case AVG_TTFT -> hearing.measured().ttft().map(Measured.Timed::row);
            case TOTAL_TOKENS -> metric(quantity, Account.TOKENS, hearing, tolerances);
            case PROMPT_TOKENS -> metric(quantity, Account.PROMPT_TOKENS, hearing, tolerances);
            case HTTP_REQUESTS -> metric(quantity, Account.HTTP_REQUESTS, hearing, tolerances);
            case AVG_E2E -> hearing.measured().e2e();
            case HTTP_ERRORS_METRICS -> metric(quantity, Account.HTTP_ERRORS, hearing, tolerances);
            case AVG_QUEUE, AVG_PREFILL, AVG_DECODE, AVG_ITL, AVG_TPOT, AVG_IN_FLIGHT ->
                hearing.measured().bounded().stream().filter(row -> row.quantity() == quantity).findFirst();
            case HTTP_200_COUNT -> logged(quantity, Account.ACCESS_200, tolerances.counts(), hearing);
            case AVG_THROUGHPUT -> hearing.measured().throughput();
            case HTTP_ERRORS -> logged(quantity, Account.ACCESS_ERRORS, 0, hearing);
            case SERVER_ERRORS -> hearing.admitted().logAsked()
                    ? Optional.of(ServerErrorsRow.of(hearing.admitted()))
                    : Optional.empty();
        };
    }

    private static Optional<Comparison> metric(Quantity quantity, Account account, Hearing hearing,
            Tolerances tolerances) {
        return hearing.admitted().metricsAsked()
                ? Optional.of(
                        CountRows.of(account, quantity, Source.PROMETHEUS, tolerances.counts(), hearing))
                : Optional.empty();
    }

    private static Optional<Comparison> logged(Quantity quantity, Account account, double tolerance,
            Hearing hearing) {
        return hearing.admitted().logAsked()
                ? Optional.of(
                        CountRows.of(account, quantity, hearing.admitted().logSource(), tolerance, hearing))
                : Optional.empty();
    }
}
