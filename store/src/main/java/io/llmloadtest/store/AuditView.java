package io.llmloadtest.store;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The tool that drove the load in our place, and what it says beside what follows from its requests and from the server.
 *
 * @param tool {@code vllm-bench}, {@code guidellm}, {@code aiperf} or {@code inference-perf}
 * @param toolVersion its version; empty when its result does not tell
 * @param command what was run, secrets out; empty when a result alone was judged
 * @param exitCode what it ended with; empty when nobody saw it
 * @param resultFile what was read
 * @param keepsRequests whether single requests are in it
 * @param reported its own totals
 * @param figures its own figures beside ours
 * @param zeroGaps gaps that are none between chunks with tokens; empty when gaps were not stamped
 */
public record AuditView(String tool, Optional<String> toolVersion, List<String> command, OptionalInt exitCode,
        Optional<String> resultFile, boolean keepsRequests, ReportedView reported, List<FigureView> figures,
        Optional<ZeroGapsView> zeroGaps) {

    /**
     * What the tool says of its test; empty where it says nothing.
     *
     * @param succeeded requests that ended well, by its word
     * @param failed requests that did not
     * @param promptTokens of the former
     * @param outputTokens of the former
     * @param durationSeconds how long it took
     * @param concurrency requests in flight it was asked for
     * @param requestRate requests per second it was asked for
     */
    public record ReportedView(OptionalLong succeeded, OptionalLong failed, OptionalLong promptTokens,
            OptionalLong outputTokens, OptionalDouble durationSeconds, OptionalInt concurrency,
            OptionalDouble requestRate) {}

    /**
     * One figure.
     *
     * @param figure {@code ttft}, {@code itl}, {@code tpot}, {@code e2e} (milliseconds), {@code requests} or
     *     {@code output_tokens} (per second)
     * @param reported the mean by the tool's definition
     * @param reportedP50 its median
     * @param reportedP99 its 99th percentile
     * @param fromRequests the mean by our definition, from the tool's single requests
     * @param server the mean that the server saw
     * @param likeness whether the tool's number can be compared: {@code same}, {@code nearly} or {@code different}
     * @param definition the tool's definition, in English
     * @param ours our definition, in English
     */
    public record FigureView(String figure, OptionalDouble reported, OptionalDouble reportedP50,
            OptionalDouble reportedP99, OptionalDouble fromRequests, OptionalDouble server, String likeness,
            String definition, String ours) {}

    /**
     * Gaps that are none between tokens.
     *
     * @param requests with stamped chunks
     * @param gaps all their gaps
     * @param nothing those that lie between no two chunks with tokens
     * @param meanMs mean of all
     * @param restMs mean of the others
     */
    public record ZeroGapsView(long requests, long gaps, long nothing, double meanMs, double restMs) {}
}
