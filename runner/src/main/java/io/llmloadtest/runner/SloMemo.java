package io.llmloadtest.runner;

import io.llmloadtest.verdict.slo.Axis;
import io.llmloadtest.verdict.slo.IllegalSloException;
import io.llmloadtest.verdict.slo.Peak;
import io.llmloadtest.verdict.slo.SearchPlan;
import io.llmloadtest.verdict.slo.Slo;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How objectives, and the search for the highest level that meets them, are kept in the plan of {@code run.json}. */
final class SloMemo {

    static final String SLO = "slo";
    private static final String SEARCH = "search";

    private SloMemo() {
    }

    static void put(SloRequest request, Map<String, Object> plan) {
        plan.put(SLO, request.slo().text());
        request.search().ifPresent(search -> plan.put(SEARCH, shown(search)));
    }

    private static Map<String, Object> shown(SearchPlan search) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("axis", search.axis().key());
        map.put("least", search.least());
        map.put("most", search.most());
        map.put("precision", search.precision());
        map.put("repeats", search.repeats());
        map.put("longest_seconds", search.longest().toNanos() / 1e9);
        search.peak().ifPresent(peak -> {
            map.put("peak_rate", peak.perSecond());
            map.put("head_room", peak.headRoom());
        });
        return map;
    }

    /** The objectives of a plan; empty when it has none, or those of a later version. */
    static Optional<Slo> slo(Fields plan) {
        try {
            return plan.text(SLO).map(Slo::parse);
        } catch (IllegalSloException ofALaterVersion) {
            return Optional.empty();
        }
    }

    /** The search of a plan; empty when its levels were listed. */
    static Optional<SearchPlan> search(Fields plan) {
        Fields search = plan.map(SEARCH);
        return search.text("axis").flatMap(Axis::named)
                .map(axis -> new SearchPlan(axis, search.number("least").orElse(1), search.number("most").orElse(1),
                        search.number("precision").orElse(SearchPlan.USUAL_PRECISION),
                        search.whole("repeats").orElse(SearchPlan.USUAL_REPEATS),
                        search.number("longest_seconds").isPresent()
                                ? Duration.ofNanos(Math.round(search.number("longest_seconds").getAsDouble() * 1e9))
                                : SearchPlan.USUAL_TIME,
                        search.number("peak_rate").isPresent()
                                ? Optional.of(new Peak(search.number("peak_rate").getAsDouble(),
                                        search.number("head_room").orElse(Peak.USUAL_HEAD_ROOM)))
                                : Optional.empty()));
    }
}
