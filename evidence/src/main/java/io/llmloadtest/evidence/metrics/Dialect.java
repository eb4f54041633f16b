package io.llmloadtest.evidence.metrics;

import java.util.List;
import java.util.Optional;

/**
 * Which names of a page hold which counter, and what its counters mean. Found by what is on the page, never by a version
 * number. Where several names are given the first one present is taken: deprecated aliases hold the same amount again and
 * are never added.
 */
sealed interface Dialect permits VllmV1, VllmV0, VllmOnRay, VllmLike, NotVllm {

    /** The server's kind, for people. */
    String kind();

    /** The families this dialect calls its own; empty when it has none. */
    Optional<VllmNames> families();

    /** What the counters mean. */
    Semantics semantics();

    /** What the names of this dialect's own families begin with; empty when it has none. */
    default String prefix() {
        return families().map(VllmNames::prefix).orElse("");
    }

    /** Wire names of a counter, the preferred one first. */
    default List<String> names(Counter counter) {
        return families().map(own -> own.of(counter)).orElse(List.of());
    }

    /** Names that hold something like this counter, in a unit that cannot be told from the page. */
    default List<String> unclearNames(Counter counter) {
        return families().map(own -> own.unclear(counter)).orElse(List.of());
    }

    /** Base names of a histogram, the preferred one first. */
    default List<String> names(Histogram histogram) {
        return families().map(own -> own.of(histogram)).orElse(List.of());
    }

    /** Wire names of a gauge, the preferred one first. */
    default List<String> names(Gauge gauge) {
        return families().map(own -> own.of(gauge)).orElse(List.of());
    }

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
