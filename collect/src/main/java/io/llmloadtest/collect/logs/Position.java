package io.llmloadtest.collect.logs;

import io.llmloadtest.collect.logs.StampedLine.Channel;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far a log has been read, so that reading can go on exactly there. Within a stream stamps do not fall and equal ones
 * are told apart by counting; across streams Docker does not keep order, so each has its own place. One thread at a time.
 */
final class Position {

    private final Map<Channel, Place> places = new EnumMap<>(Channel.class);
    private Optional<Instant> begin = Optional.empty();

    /** The last line that was taken. */
    Optional<Instant> latest() {
        return places.values().stream().map(Place::stamp).max(Comparator.naturalOrder());
    }

    /** Takes note of a line as read. */
    void passed(StampedLine line) {
        begin = begin.or(() -> Optional.of(line.to()));
        places.merge(line.channel(), new Place(line.to(), 1), (known, fresh) -> fresh.stamp().equals(known.stamp())
                ? new Place(known.stamp(), known.lines() + 1)
                : fresh);
    }

    /** Begins to read again from an earlier place: tells which lines are new. */
    Resumption resume() {
        return new Resumption(places, begin);
    }

    /**
     * Where one stream stands.
     *
     * @param stamp the stamp of its last line
     * @param lines how many lines had that stamp
     */
    record Place(Instant stamp, int lines) {}

    /** Leaves out the lines that were read before. */
    static final class Resumption {

        private final Map<Channel, Place> open;
        private final Optional<Instant> begin;
        private boolean overlapped;

        private Resumption(Map<Channel, Place> places, Optional<Instant> begin) {
            this.begin = begin;
            open = new EnumMap<>(Channel.class);
            open.putAll(places);
            overlapped = places.isEmpty();
        }

        /** Whether a line was not read before. Lines must come in the log's order. */
        boolean isNew(StampedLine line) {
            Place place = open.get(line.channel());
            // A stream without a place is either past it, or had no line yet: then what lies before the begin is old.
            if (place == null) {
                return begin.filter(line.to()::isBefore).isEmpty();
            }
            int order = line.to().compareTo(place.stamp());
            if (order > 0 || (order == 0 && place.lines() == 0)) {
                open.remove(line.channel());
                return true;
            }
            overlapped = true;
            if (order == 0) {
                open.put(line.channel(), new Place(place.stamp(), place.lines() - 1));
            }
            return false;
        }

        /** Whether a line came again, so that nothing can be missing in between. */
        boolean hasOverlapped() {
            return overlapped;
        }
    }
}
