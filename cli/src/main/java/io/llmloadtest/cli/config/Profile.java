package io.llmloadtest.cli.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Named sets of defaults. Whatever is set elsewhere goes before them.
 */
public enum Profile {
    /** Does it work at all: one level of 20 short requests. */
    QUICK("concurrency=4 num-prompts=20 input-len=128 output-len=32"),
    /** Numbers to go by: 200 requests at each of four levels, so that p95 is known at all of them. */
    STANDARD("concurrency=1,4,16,64 num-prompts=200 input-len=512 output-len=128"),
    /** Where it bends: two minutes at each of five levels up to 512 streams, with the share of good requests. */
    STRESS("concurrency=32,64,128,256,512 duration=2m input-len=512 output-len=256 goodput=ttft:2000,tpot:100");

    private final String settings;

    Profile(String settings) {
        this.settings = settings;
    }

    /** The profile of that name. */
    public static Optional<Profile> named(String name) {
        return Arrays.stream(values()).filter(profile -> profile.key().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** The names of all, with commas between. */
    public static String names() {
        return Arrays.stream(values()).map(Profile::key).collect(Collectors.joining(", "));
    }

    /** Its name. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it sets, by keys. */
    public Map<String, String> settings() {
        Map<String, String> values = new LinkedHashMap<>();
        for (String each : settings.split(" ", -1)) {
            String[] sides = each.split("=", 2);
            values.put(sides[0], sides[1]);
        }
        return values;
    }
}
