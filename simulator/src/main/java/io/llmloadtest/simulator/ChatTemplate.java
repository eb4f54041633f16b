package io.llmloadtest.simulator;

import java.util.List;

/** The ChatML template: it wraps each message in special tokens and its role, which is why a chat prompt has more tokens than its text. */
final class ChatTemplate {

    private ChatTemplate() {
    }

    /** One message of a conversation. */
    record Message(String role, String content) {}

    static int[] render(List<Message> messages, boolean addGenerationPrompt) {
        var ids = new IntList(64);
        for (Message message : messages) {
            ids.add(Tokenizer.IM_START);
            ids.addAll(Tokenizer.encode(message.role() + "\n" + message.content()));
            ids.add(Tokenizer.IM_END);
            ids.add('\n');
        }
        if (addGenerationPrompt) {
            ids.add(Tokenizer.IM_START);
            ids.addAll(Tokenizer.encode("assistant\n"));
        }
        return ids.toArray();
    }
}
