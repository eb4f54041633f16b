package io.llmloadtest.verdict.rows;

import io.llmloadtest.evidence.logs.LogEvent;
import io.llmloadtest.model.Quantity;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import io.llmloadtest.verdict.Comparison;
import io.llmloadtest.verdict.Limit;
import io.llmloadtest.verdict.balance.Admitted;

/** Errors that the server logged: there must be none. From a log that was cut only their presence can be told. */
final class ServerErrorsRow {

    private ServerErrorsRow() {
    }

    static Comparison of(Admitted admitted) {
        long errors = admitted.digest().events(LogEvent.Level.ERROR);
        Reading server = errors > 0 && admitted.logLegible() ? Reading.of((double) errors)
                : admitted.logKnown().map(zero -> zero + errors);
        return new Comparison(Quantity.SERVER_ERRORS, admitted.logSource(), Reading.absent(Why.NO_CLIENT_VALUE),
                server, new Limit(0, 0, Limit.Mode.MUST_BE_ZERO), Reasons.of(server));
    }
}
