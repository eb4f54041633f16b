package io.llmloadtest.verdict.roll;

import io.llmloadtest.evidence.traces.ServedRequest;
import io.llmloadtest.ledger.RollEntry;
import io.llmloadtest.model.TraceContext;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which request of ours a span belongs to: the one that its trace was named after, or, when something on the way put its own
 * trace there, the one whose id the server took over from {@code X-Request-Id}. vLLM puts {@code chatcmpl-} or
 * {@code cmpl-} before it, and may put a choice's index before that and parts such as {@code -0} behind.
 */
public final class Matching {

    private static final Pattern PREFIX = Pattern.compile("^(?:\\d+_)?(?:chatcmpl-|cmpl-)?");
    private static final int PARTS_BEHIND = 2;

    private final Map<String, RollEntry> byTrace = new HashMap<>();
    private final Map<String, RollEntry> byId = new HashMap<>();

    /** Matches spans with these requests. */
    public Matching(Collection<RollEntry> entries) {
        for (RollEntry entry : entries) {
            byTrace.put(TraceContext.of(entry.id()).traceId(), entry);
            byId.put(entry.id(), entry);
        }
    }

    /** The request that the span belongs to; empty for somebody else's. */
    public Optional<RollEntry> entryOf(ServedRequest span) {
        return Optional.ofNullable(byTrace.get(span.traceId())).or(() -> byRequestId(span.requestId()));
    }

    private Optional<RollEntry> byRequestId(String requestId) {
        String id = PREFIX.matcher(requestId).replaceFirst("");
        for (int i = 0; i <= PARTS_BEHIND; i++) {
            RollEntry entry = byId.get(id);
            if (entry != null) {
                return Optional.of(entry);
            }
            int dash = id.lastIndexOf('-');
            if (dash < 0) {
                break;
            }
            id = id.substring(0, dash);
        }
        return Optional.empty();
    }

    /** The spans that belong to none of the requests. */
    public List<ServedRequest> strangers(Collection<ServedRequest> spans) {
        return spans.stream().filter(span -> entryOf(span).isEmpty()).toList();
    }
}
