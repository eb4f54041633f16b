package io.llmloadtest.runner;

import java.util.Map;
import java.util.TreeMap;

/**
 * One thing that was looked at before a run. The words to it are in the phrase books, under {@code doctor.CODE} and, where
 * something can be mended, {@code doctor.CODE.fix}.
 *
 * @param check what was looked at; never changes with the outcome
 * @param grade how it is
 * @param code what was found
 * @param facts names, times and numbers of it
 */
public record DoctorCheck(Check check, Grade grade, String code, Map<String, String> facts) {

    /** What is looked at, in the order of the table. */
    public enum Check {
        TARGET, METRICS_PAGE, METRICS_FAMILIES, SAME_SERVER, IDLE, ENGINES, PREFIX_CACHE, LOG, ACCESS_LOG, STATS_LOG,
        LOG_ERRORS, CLOCK, CLIENT
    }

    /** How it is: fine, some evidence will be missing or weak, or no run can begin. */
    public enum Grade {
        OK, WARN, FAIL
    }

    public DoctorCheck {
        facts = Map.copyOf(facts);
    }

    static DoctorCheck of(Check check, Grade grade, String code, String... facts) {
        Map<String, String> named = new TreeMap<>();
        for (int i = 0; i + 1 < facts.length; i += 2) {
            named.put(facts[i], facts[i + 1]);
        }
        return new DoctorCheck(check, grade, code, named);
    }
}
