package trt.domain.dialogue.admin;

import java.time.LocalDate;

/**
 * A day, UTC.
 *
 * @param ordered jobs that were started
 * @param revenue what was charged, in minor units
 * @param newPeople those who came for the first time
 * @param failed jobs whose money went back
 */
public record DayLine(LocalDate day, long ordered, long revenue, long newPeople, long failed) {}
