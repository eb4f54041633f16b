package io.llmloadtest.cli.config;

import java.util.List;

/**
 * A setting that is not on the command line.
 *
 * @param key the option's usual key
 * @param values what it is given, once for each time the option would be typed; {@code true} or {@code false} of a switch
 * @param from where it comes from, in words: {@code plan.yaml:7}
 */
record Setting(String key, List<String> values, String from) {

    Setting {
        values = List.copyOf(values);
    }
}
