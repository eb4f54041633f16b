package io.llmloadtest.verdict.balance;

import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import java.util.Optional;

/**
 * One account's two sides.
 *
 * @param client what the client's completed work accounts for
 * @param server what the server counted
 * @param barrier why the two must not be compared although both may be known; empty when they may
 */
public record Entry(Reading client, Reading server, Optional<Why> barrier) {

    static Entry of(Reading client, Reading server) {
        return new Entry(client, server, Optional.empty());
    }

    Entry barredBy(Why why) {
        return new Entry(client, server, Optional.of(why));
    }

    /** What the server counted beyond the client's completed work; negative when it counted less. */
    public Reading residual() {
        return barrier.map(Reading::absent).orElseGet(() -> server.minus(client));
    }
}
