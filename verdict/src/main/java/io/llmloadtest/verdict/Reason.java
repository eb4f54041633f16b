package io.llmloadtest.verdict;

import io.llmloadtest.model.Why;
import java.util.List;
import java.util.Map;

/** Why a comparison came out as it did, where that needs saying. */
public sealed interface Reason {

    /** Nothing needs saying. */
    record None() implements Reason {}

    /**
     * It could not be made.
     *
     * @param why the reason
     * @param facts what is known about it
     */
    record NotCompared(Why why, Map<String, String> facts) implements Reason {}

    /**
     * The difference has a cause that was found.
     *
     * @param findings the causes, the heaviest first
     */
    record Explained(List<FindingId> findings) implements Reason {

        public Explained {
            findings = List.copyOf(findings);
        }
    }

    /**
     * The values differ in number although not beyond the tolerance, or are counted in other units.
     *
     * @param code a short code for the phrase book: {@code choices-not-requests} (facts requests, choices),
     *     {@code prompt-once-per-choice} (usage, per_choice), {@code unauthorized-not-counted} (unauthorized),
     *     {@code warm-up-included} (warm_up_requests), {@code interval-assumed} (windows, seconds),
     *     {@code shared-server} (others: what the server has beyond ours),
     *     {@code waited-for-http-clock} (gap_ms: client less server, head_ms: from
     *     the last byte sent to the head, or what the API server took elsewhere, late_ms: the client's own), {@code first-token-late}
     *     (late_ms: the client's TTFT less queue and prefill), {@code sampled-in-flight} (samples, sampled: the gauges' mean),
     *     {@code itl-per-step} (the client's gaps between chunks, since the server times steps that give several tokens),
     *     {@code levels-differ-in-opposite-directions} (level_N, client less server)
     * @param facts the numbers behind it; the first four may carry {@code warm_up_requests}
     */
    record Noted(String code, Map<String, String> facts) implements Reason {}
}
