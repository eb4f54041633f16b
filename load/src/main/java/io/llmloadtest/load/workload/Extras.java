package io.llmloadtest.load.workload;

import io.llmloadtest.load.plan.Endpoint;
import io.llmloadtest.load.plan.Plan;
import io.llmloadtest.load.plan.PromptPlan;
import io.llmloadtest.load.target.ServerKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The extra fields that are sent. Which ones a server takes cannot be asked beforehand, since nothing but the plan's
 * requests, the warm-up and the one of {@code --wait-ready} may reach a completion endpoint. So all that suit the kind of
 * server are sent at first; a refusal that names one drops it, and the readiness or warm-up request is sent again without
 * it. Each field can be dropped once, so this ends after at most seven refusals.
 *
 * @param sent the fields that are sent now
 */
record Extras(Set<Extra> sent) {

    /** The first that is named is dropped: a field inside another stands before it. */
    private static final List<Extra> DROPPABLE = List.of(Extra.MIN_TOKENS, Extra.IGNORE_EOS, Extra.CACHE_SALT,
            Extra.CONTINUOUS_USAGE_STATS, Extra.RETURN_TOKEN_IDS, Extra.STREAM_OPTIONS, Extra.TEMPERATURE);
    private static final List<String> UNKNOWN_FIELD = List.of("unsupported", "not supported", "instead",
            "not permitted",
            "unrecognized", "unknown");

    Extras {
        sent = Set.copyOf(sent);
    }

    /** What is sent at first: nothing where no token is generated. Replayed prompts must meet the same cache each time, and a
     * dataset's find in it what they have in common, so they have no salt. */
    static Extras initial(Plan plan, ServerKind kind) {
        Set<Extra> sent = switch (kind) {
            case VLLM -> EnumSet.allOf(Extra.class);
            case OTHER -> EnumSet.of(Extra.CONTINUOUS_USAGE_STATS, Extra.RETURN_TOKEN_IDS, Extra.STREAM_OPTIONS,
                    Extra.TEMPERATURE, Extra.MAX_TOKENS);
        };
        if (!plan.endpoint().generates()) {
            return new Extras(Set.of());
        }
        if (plan.replayPrompts() || plan.workload().prompts() instanceof PromptPlan.Dataset) {
            sent.remove(Extra.CACHE_SALT);
        }
        sent.removeAll(switch (plan.tokensPerChunk()) {
            case OFF -> EnumSet.of(Extra.CONTINUOUS_USAGE_STATS, Extra.RETURN_TOKEN_IDS);
            case USAGE -> EnumSet.of(Extra.RETURN_TOKEN_IDS);
            case IDS -> EnumSet.of(Extra.CONTINUOUS_USAGE_STATS);
        });
        return new Extras(sent);
    }

    /** The field that a refusal is about; empty when it is about none of ours. */
    Optional<Extra> namedIn(String message, Endpoint endpoint) {
        String words = message.toLowerCase(Locale.ROOT);
        Optional<Extra> named = DROPPABLE.stream().filter(sent::contains)
                .filter(extra -> words.contains(extra.field())).findFirst();
        // vLLM says "'max_tokens' or 'max_completion_tokens' is too large" of a length that does not fit: no refusal
        boolean renamed = endpoint == Endpoint.CHAT_COMPLETIONS && sent.contains(Extra.MAX_TOKENS)
                && words.contains(Extra.MAX_TOKENS.field()) && UNKNOWN_FIELD.stream().anyMatch(words::contains);
        return named.isEmpty() && renamed ? Optional.of(Extra.MAX_TOKENS) : named;
    }

    Extras without(Extra extra) {
        Set<Extra> rest = EnumSet.copyOf(sent);
        rest.remove(extra);
        return new Extras(rest);
    }
}
