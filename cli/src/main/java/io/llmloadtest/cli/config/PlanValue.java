package io.llmloadtest.cli.config;

import java.util.List;
import java.util.Map;

/** What stands behind a key of a plan, as it is written. */
sealed interface PlanValue {

    /**
     * One value.
     *
     * @param text as it is written, quotes taken off
     */
    record One(String text) implements PlanValue {}

    /**
     * A list, of values and of pairs.
     *
     * @param items in order
     */
    record Listed(List<PlanValue> items) implements PlanValue {

        public Listed {
            items = List.copyOf(items);
        }
    }

    /**
     * Names with a value each.
     *
     * @param values by name, in order
     */
    record Pairs(Map<String, String> values) implements PlanValue {}
}
