package io.llmloadtest.verdict.balance;

import io.llmloadtest.model.Reading;

/**
 * What lies between the server's time to first token and the client's by nature, in milliseconds. The server's starts when
 * the request has been read and ends when the engine's output is taken up (vLLM V1).
 *
 * @param write sending the request
 * @param apiServer the API server's share: HTTP duration less the engine's end-to-end latency
 * @param roundTrip the network's round trip, measured while idle
 * @param instrument how late the client itself was on average
 */
public record Parts(Reading write, Reading apiServer, Reading roundTrip, Reading instrument) {

    /** What is known of them, together. */
    public double known() {
        return Math.max(0, write.known().orElse(0)) + Math.max(0, apiServer.known().orElse(0))
                + Math.max(0, roundTrip.known().orElse(0))
                + Math.max(0, instrument.known().orElse(0));
    }
}
