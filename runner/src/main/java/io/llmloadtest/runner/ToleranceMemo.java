package io.llmloadtest.runner;

import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.Tolerances;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a plan keeps what a run is judged by. */
final class ToleranceMemo {

    private static final String ACCEPTANCES = "acceptances";

    private ToleranceMemo() {
    }

    static Map<String, Object> plain(Tolerances given) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("counts", given.counts());
        map.put("ttft", given.ttft());
        map.put("throughput", given.throughput());
        map.put("ttft_allowance_ms", given.ttftAllowance().toNanos() / 1e6);
        map.put("e2e", given.e2e());
        map.put("e2e_allowance_ms", given.e2eAllowance().toNanos() / 1e6);
        map.put("shared", given.shared());
        map.put("accepted", given.accepted().stream().map(FindingId::key).sorted().toList());
        map.put(ACCEPTANCES, AcceptanceMemo.plain(given.acceptances()));
        return map;
    }

    /** What was kept; the usual where nothing was. */
    static Tolerances read(Fields fields) {
        Tolerances usual = Tolerances.DEFAULT;
        return new Tolerances(fields.number("counts").orElse(usual.counts()),
                fields.number("ttft").orElse(usual.ttft()),
                fields.number("throughput").orElse(usual.throughput()),
                fields.millis("ttft_allowance_ms", usual.ttftAllowance()), fields.number("e2e").orElse(usual.e2e()),
                fields.millis("e2e_allowance_ms", usual.e2eAllowance()),
                AcceptanceMemo.read(fields.values().get(ACCEPTANCES), fields.texts("accepted")),
                fields.flag("shared"));
    }
}
