package io.llmloadtest.evidence.metrics;

import io.llmloadtest.evidence.Secrets;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a page tells of the server's setup: the labels of its {@code _info} families, whose value is always 1. vLLM shows its
 * cache configuration as {@code vllm:cache_config_info} (0.8.5 to 0.32.0).
 */
public final class InfoLabels {

    private static final String SUFFIX = "_info";
    private static final int MOST = 300;
    private static final int LONGEST = 200;

    /** Whose series it is, and no setting. */
    private static final Set<String> NOT_SETTINGS = Set.of("engine", "model_name", "pid", "ReplicaId", "WorkerId",
            "SessionName");

    private InfoLabels() {
    }

    /** The settings by family and label, such as {@code cache_config.block_size}; several engines' joined by a slash. */
    public static SortedMap<String, String> of(Exposition page) {
        SortedMap<String, String> settings = new TreeMap<>();
        page.names().stream().filter(name -> name.endsWith(SUFFIX) && !isWork(name))
                .forEach(name -> page.samples(name).forEach(sample -> sample.labels().toMap()
                        .forEach((label, value) -> add(settings, family(name) + "." + label, label, value))));
        return settings;
    }

    /** Which adapters are at work changes from moment to moment. */
    private static boolean isWork(String name) {
        return name.endsWith("lora_requests_info");
    }

    private static String family(String name) {
        String bare = name.substring(name.indexOf(':') + 1, name.length() - SUFFIX.length());
        return bare.startsWith("ray_vllm_") ? bare.substring("ray_vllm_".length()) : bare;
    }

    private static void add(SortedMap<String, String> settings, String name, String label, String value) {
        if (NOT_SETTINGS.contains(label) || (settings.size() >= MOST && !settings.containsKey(name))) {
            return;
        }
        String hidden = Secrets.hide(label, value);
        String kept = hidden.length() > LONGEST ? hidden.substring(0, LONGEST) + Secrets.HIDDEN : hidden;
        settings.merge(name, kept, (known, next) -> isAmong(next, known) || known.length() > LONGEST
                ? known
                : known + " / " + next);
    }

    private static boolean isAmong(String value, String joined) {
        return (" / " + joined + " / ").contains(" / " + value + " / ");
    }
}
