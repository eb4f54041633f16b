package io.llmloadtest.load.generator;

import io.llmloadtest.ledger.Asked;
import io.llmloadtest.ledger.Outcome;
import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.TokenCounts;
import io.llmloadtest.model.Scope;
import io.llmloadtest.wire.Exchange;
import java.util.Locale;

/** Turns what the wire saw into what the ledger keeps. */
public final class Records {

    private Records() {
    }

    /** The record of one exchange. */
    public static RequestRecord from(Exchange exchange, Scope scope, int ordinal, String endpoint, Asked asked) {
        return new RequestRecord(exchange.request().id(), scope, ordinal, endpoint, exchange.request().streamed(),
                asked,
                exchange.request().intended(), exchange.sent(), exchange.connectNanos(), exchange.written(),
                exchange.head(), exchange.status(), exchange.chunks(), exchange.ended(),
                exchange.usage().map(Records::tokens), exchange.serverTimes(), exchange.finishReasons(),
                exchange.done(), exchange.localPort(),
                exchange.mayHaveRunTwice(), outcome(exchange));
    }

    private static TokenCounts tokens(Exchange.Usage usage) {
        return new TokenCounts(usage.promptTokens(), usage.completionTokens(), usage.cachedTokens());
    }

    private static Outcome outcome(Exchange exchange) {
        return switch (exchange.end()) {
            case Exchange.End.Complete() -> new Outcome.Completed();
            case Exchange.End.Refused(String message) -> refused(exchange, message);
            case Exchange.End.ErrorEvent(String code, String message) -> new Outcome.StreamError(code, message);
            case Exchange.End.BrokenOff(String how) -> new Outcome.Truncated(how);
            case Exchange.End.TimedOut(Exchange.Stage stage) ->
                new Outcome.TimedOut(stage.name().toLowerCase(Locale.ROOT));
            case Exchange.End.Cancelled() -> new Outcome.Cancelled();
            case Exchange.End.NotConnected(boolean tls, String reason) -> new Outcome.NotConnected(tls, reason);
            case Exchange.End.Malformed(String how) -> new Outcome.ProtocolError(how);
        };
    }

    private static Outcome refused(Exchange exchange, String message) {
        return exchange.status().isPresent()
                ? new Outcome.HttpError(exchange.status().getAsInt(), message)
                : new Outcome.ProtocolError("refused without a status");
    }
}
