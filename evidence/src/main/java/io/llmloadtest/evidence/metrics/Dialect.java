package io.llmloadtest.evidence.metrics;

import java.util.List;

/**
 * Which names of a page hold which counter, and what its counters mean. Found by what is on the page, never by a version
 * number. Where several names are given the first one present is taken: deprecated aliases hold the same amount again and
 * are never added.
 */
sealed interface Dialect permits VllmV1, VllmV0, VllmOnRay, VllmLike, NotVllm {

    /** The server's kind, for people. */
    String kind();

    /** What the names of this dialect's own families begin with; empty when it has none. */
    String prefix();

    /** Wire names of a counter, the preferred one first. */
    List<String> names(Counter counter);

    /** Names that hold something like this counter, in a unit that cannot be told from the page. */
    List<String> unclearNames(Counter counter);

    /** Base names of a histogram, the preferred one first. */
    List<String> names(Histogram histogram);

    /** Wire names of a gauge, the preferred one first. */
    List<String> names(Gauge gauge);

    /** What the counters mean. */
    Semantics semantics();

    /** The dialect of a server, told from its pages before and after: a fresh V0 server shows next to nothing before. */
    static Dialect of(Exposition before, Exposition after) {
        PageNames names = new PageNames(before, after);
        Meaning wholeStream = HttpMeaning.durationCoversWholeStream(names);
        if (names.anyStartsWith(VllmOnRay.PREFIX) || names.anyStartsWith(VllmOnRay.OLD_PREFIX)) {
            return new VllmOnRay(names.anyStartsWith(VllmOnRay.PREFIX) ? VllmOnRay.PREFIX : VllmOnRay.OLD_PREFIX);
        }
        if (!names.anyStartsWith(VllmNames.PREFIX)) {
            return new NotVllm(wholeStream);
        }
        if (VllmV1.isSpokenOn(names)) {
            return new VllmV1(wholeStream);
        }
        return VllmV0.isSpokenOn(names) ? new VllmV0(wholeStream) : new VllmLike(wholeStream);
    }
}
