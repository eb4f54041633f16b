package io.llmloadtest.verdict.causes;

import io.llmloadtest.verdict.balance.Account;
import io.llmloadtest.verdict.balance.Admitted;
import io.llmloadtest.verdict.balance.Hearing;
import io.llmloadtest.verdict.balance.Ours;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Requests that the server saw and we did not send, by each witness of requests.
 *
 * @param http by the HTTP metrics, on whatever endpoint that generates
 * @param access by the access log, likewise
 * @param choices by successes beyond all our requests
 */
record Extra(OptionalDouble http, OptionalDouble access, double choices) {

    /** Routes of an OpenAI-compatible server that put the engine to work, in vLLM 0.8 to 0.33. */
    private static final Set<String> GENERATING = Set.of("/v1/chat/completions", "/v1/completions", "/v1/responses",
            "/v1/messages", "/v1/embeddings", "/pooling", "/score", "/v1/score", "/rerank", "/v1/rerank",
            "/v2/rerank", "/classify", "/invocations", "/generate", "/inference/v1/generate",
            "/v1/audio/transcriptions", "/v1/audio/translations");

    static Extra of(Residuals left, Hearing hearing) {
        Ours ours = hearing.ours();
        Admitted admitted = hearing.admitted();
        Set<String> others = GENERATING.stream().filter(route -> !admitted.endpoints().contains(route))
                .collect(Collectors.toSet());
        return new Extra(http(left, ours, admitted, others), access(left, ours, admitted, others),
                Math.max(0, left.beyond(Account.CHOICES) - ours.choicesAtStake()));
    }

    private static OptionalDouble http(Residuals left, Ours ours, Admitted admitted, Set<String> others) {
        if (!left.knows(Account.HTTP_REQUESTS)) {
            return OptionalDouble.empty();
        }
        double elsewhere = admitted.delta().httpRequests(others, _ -> true).known().orElse(0);
        return OptionalDouble.of(Math.max(0, left.of(Account.HTTP_REQUESTS) - ours.slack()) + elsewhere);
    }

    private static OptionalDouble access(Residuals left, Ours ours, Admitted admitted, Set<String> others) {
        if (!left.knows(Account.ACCESS_200) || !left.knows(Account.ACCESS_ERRORS)) {
            return OptionalDouble.empty();
        }
        double elsewhere = admitted.digest().access().entrySet().stream()
                .filter(line -> others.contains(line.getKey().path())).mapToDouble(line -> line.getValue()).sum();
        double here = left.of(Account.ACCESS_200) + left.of(Account.ACCESS_ERRORS) - ours.slack();
        return OptionalDouble.of(Math.max(0, here) + elsewhere);
    }

    /** How many, by the best witness there is. */
    double requests() {
        return http.orElse(access.orElse(choices));
    }

    /** Whether one witness saw some and the other none. */
    boolean contradicts() {
        return http.isPresent() && access.isPresent() && (http.getAsDouble() > 0) != (access.getAsDouble() > 0);
    }

    /** Whether anybody counted requests as such. */
    boolean isWitnessed() {
        return http.isPresent() || access.isPresent();
    }
}
