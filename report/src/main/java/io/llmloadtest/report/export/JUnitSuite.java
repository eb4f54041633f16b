package io.llmloadtest.report.export;

import io.llmloadtest.report.export.JUnitCase.Result;
import java.util.List;
import java.util.Map;

/**
 * The test cases of a level, or of the run as a whole.
 *
 * @param name its name
 * @param key the name as a part of class names: without dots, at which readers cut
 * @param seconds how long it took
 * @param properties facts, by name
 * @param cases its cases
 */
record JUnitSuite(String name, String key, double seconds, Map<String, String> properties, List<JUnitCase> cases) {

    JUnitSuite {
        cases = List.copyOf(cases);
    }

    long count(Class<? extends Result> kind) {
        return cases.stream().filter(each -> kind.isInstance(each.result())).count();
    }
}
