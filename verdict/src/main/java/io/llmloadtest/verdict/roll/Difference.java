package io.llmloadtest.verdict.roll;

import io.llmloadtest.model.Reading;

/**
 * A request whose tokens client and server tell differently.
 *
 * @param id the request
 * @param clientTokens output tokens by the answer's usage
 * @param serverTokens output tokens by the span
 * @param clientPrompt prompt tokens by the answer's usage
 * @param serverPrompt prompt tokens by the span
 */
public record Difference(String id, Reading clientTokens, Reading serverTokens, Reading clientPrompt,
        Reading serverPrompt) {

    static Difference of(Pair pair) {
        return new Difference(pair.entry().id(), pair.clientTokens(), pair.serverTokens(), pair.clientPrompt(),
                pair.serverPrompt());
    }

    /** Server less client, output tokens. */
    public Reading tokensBeyond() {
        return serverTokens.minus(clientTokens);
    }

    /** Server less client, prompt tokens. */
    public Reading promptBeyond() {
        return serverPrompt.minus(clientPrompt);
    }

    /** Such as {@code run-0-17 output 20/19}: the client's first. Only what differs. */
    public String text() {
        return id + part(" output ", clientTokens, serverTokens) + part(" prompt ", clientPrompt, serverPrompt);
    }

    private static String part(String name, Reading client, Reading server) {
        return Pair.isOther(client, server) ? name + whole(client) + "/" + whole(server) : "";
    }

    private static String whole(Reading reading) {
        return reading.isKnown() ? Long.toString(Math.round(reading.known().getAsDouble())) : "?";
    }
}
