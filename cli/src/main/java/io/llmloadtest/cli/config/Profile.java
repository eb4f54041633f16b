package io.llmloadtest.cli.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Named sets of defaults. Whatever is set elsewhere goes before them. The least number of requests of {@link #STANDARD} tells
 * p95, which takes 72 values, and half of it.
 */
public enum Profile {
    /** Does it work at all, in a moment. */
    QUICK("a look, well under a minute: one level of 20 short requests",
            List.of("concurrency=4", "num-prompts=20", "input-len=128", "output-len=32")),
    /** Numbers to go by. */
    STANDARD("numbers to go by: 200 requests at each of four levels, so that p95 is known at all of them",
            List.of("concurrency=1,4,16,64", "num-prompts=200", "input-len=512", "output-len=128")),
    /** Where it bends. */
    STRESS("where it bends: two minutes at each of five levels up to 512 streams, with the share of good requests",
            List.of("concurrency=32,64,128,256,512", "duration=2m", "input-len=512", "output-len=256",
                    "goodput=ttft:2000,tpot:100"));

    private final String meaning;
    private final Map<String, String> values = new LinkedHashMap<>();

    Profile(String meaning, List<String> values) {
        this.meaning = meaning;
        values.forEach(line -> {
            String[] sides = line.split("=", 2);
            this.values.put(sides[0], sides[1]);
        });
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

    /** What it is for. */
    public String meaning() {
        return meaning;
    }

    /** What it sets, by keys. */
    public Map<String, String> settings() {
        return new LinkedHashMap<>(values);
    }
}
