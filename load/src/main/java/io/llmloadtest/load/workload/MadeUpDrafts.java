package io.llmloadtest.load.workload;

import io.llmloadtest.load.plan.Endpoint;
import io.llmloadtest.load.plan.Plan;
import io.llmloadtest.load.plan.PromptPlan;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Requests with made-up prompts. */
final class MadeUpDrafts implements Drafts {

    private final PromptMaking.Made made;
    private final Endpoint endpoint;
    private final Optional<ImageMaking> images;
    private final Optional<TurnChoice> turns;
    private final boolean replayed;

    MadeUpDrafts(Plan plan, PromptPlan.MadeUp asked, PromptMaking.Made made) {
        this.made = made;
        this.images = asked.image().map(size -> new ImageMaking(size, plan.seed()));
        this.turns = TurnChoice.of(plan);
        this.endpoint = plan.endpoint();
        this.replayed = plan.replayPrompts();
    }

    @Override
    public Draft at(Place place, TokenLengths wish) {
        Size size = made.sizes().at(place.index(), wish);
        OptionalInt prefix = made.prefixes().of(place.index());
        String text = made.source().json(new Wanted(place, size.input(), prefix));
        Place cache = prefix.isPresent() ? Place.ofPrefix(prefix.getAsInt()) : place;
        return new Draft(message(text, place), exact() ? OptionalInt.of(size.input()) : OptionalInt.empty(),
                size.output(), cache.number());
    }

    private String message(String text, Place place) {
        return switch (endpoint) {
            case CHAT_COMPLETIONS -> "[" + question(text, place) + "]";
            case COMPLETIONS, EMBEDDINGS -> text;
        };
    }

    private String question(String text, Place place) {
        return "{\"role\":\"user\",\"content\":" + content(text, place) + "}";
    }

    private String content(String text, Place place) {
        return images.map(all -> "[{\"type\":\"text\",\"text\":" + text
                + "},{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + all.dataUrl(place) + "\"}}]").orElse(text);
    }

    @Override
    public Optional<FurtherDraft> further(Place place, int turn) {
        if (turns.filter(choice -> turn <= choice.turns(place.index())).isEmpty()) {
            return Optional.empty();
        }
        Wanted wanted = wanted(place, turn);
        return Optional.of(new FurtherDraft(question(made.source().json(wanted), wanted.place()), wanted.tokens(),
                size(place, turn).output(), Optional.empty()));
    }

    /** A further question is as long as a prompt of its own would be, so that each turn adds what was asked for. */
    private Wanted wanted(Place place, int turn) {
        return new Wanted(place.ofTurn(turn), size(place, turn).input(), OptionalInt.empty());
    }

    private Size size(Place place, int turn) {
        int drawn = (int) (Mix.pair(place.index(), turn) >>> (Integer.SIZE + 1));
        return made.sizes().at(drawn, TokenLengths.AS_PLANNED);
    }

    @Override
    public String constant(Place place, int turn) {
        return made.source().withoutMark(wanted(place, turn)) + size(place, turn);
    }

    @Override
    public String constant(Place place) {
        Size size = made.sizes().at(place.index(), TokenLengths.AS_PLANNED);
        return made.source().withoutMark(new Wanted(place, size.input(), made.prefixes().of(place.index())))
                + size + images.map(all -> all.dataUrl(place)).orElse("");
    }

    @Override
    public boolean exact() {
        return made.exact() && images.isEmpty();
    }

    @Override
    public boolean fresh() {
        return !replayed && made.fresh();
    }

    @Override
    public int sharedTokens() {
        return made.source().sharedTokens() + made.prefixes().meanTokens();
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of();
    }

    @Override
    public Set<WorkloadNote> notes() {
        EnumSet<WorkloadNote> notes = EnumSet.noneOf(WorkloadNote.class);
        notes.addAll(made.notes());
        if (images.isPresent()) {
            notes.add(WorkloadNote.IMAGES);
        }
        if (made.sizes().clipped()) {
            notes.add(WorkloadNote.LENGTHS_CLIPPED);
        }
        return notes;
    }
}
