package io.llmloadtest.load.workload;

import io.llmloadtest.load.plan.Endpoint;
import io.llmloadtest.load.target.Tokenization;
import io.llmloadtest.load.target.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A tokenizer with everything that makes counting hard: long words are two tokens, some pairs of words merge into one, a
 * leading space is stripped, and chat prompts have a template of 5 tokens before and 3 after the text.
 */
final class MergingTokenizer implements Tokenizer {

    private static final List<String> MERGING = List.of(" of the", " in the", " to be", " it is", " the the",
            " we will");

    private final boolean tellsIds;
    private final List<String> merging;
    private int calls;
    private int longest;

    MergingTokenizer(boolean tellsIds) {
        this(tellsIds, MERGING);
    }

    private MergingTokenizer(boolean tellsIds, List<String> merging) {
        this.tellsIds = tellsIds;
        this.merging = merging;
    }

    /** The usual kind: words never merge, but long ones are two tokens. */
    static MergingTokenizer ordinary() {
        return new MergingTokenizer(true, List.of());
    }

    int calls() {
        return calls;
    }

    int longest() {
        return longest;
    }

    @Override
    public Optional<Tokenization> tokenize(Endpoint endpoint, String text) {
        calls++;
        List<String> pieces = new ArrayList<>();
        boolean chat = endpoint == Endpoint.CHAT_COMPLETIONS;
        if (chat) {
            pieces.addAll(List.of("<s>", "<|user|>", "\n", "be", "kind"));
        }
        pieces.addAll(pieces(text.strip()));
        if (chat) {
            pieces.addAll(List.of("</s>", "<|assistant|>", "\n"));
        }
        longest = Math.max(longest, pieces.size());
        int[] ids = pieces.stream().mapToInt(String::hashCode).toArray();
        return Optional.of(new Tokenization(ids.length, tellsIds ? ids : new int[0]));
    }

    /** Greedy from the left: a merging pair, else a word, cut in two when it is long. */
    private List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        String[] words = text.split("(?= )");
        for (int i = 0; i < words.length; i++) {
            String pair = i + 1 < words.length ? words[i] + words[i + 1] : "";
            if (merging.contains(pair.toLowerCase(Locale.ROOT))) {
                pieces.add(pair);
                i++;
            } else if (words[i].length() > 5) {
                pieces.add(words[i].substring(0, 4));
                pieces.add(words[i].substring(4));
            } else {
                pieces.add(words[i]);
            }
        }
        return pieces;
    }
}
