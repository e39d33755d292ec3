package io.finrst.compare;

import io.finrst.diagnosis.Diagnosis;
import io.finrst.record.ConnectionRecord;

/**
 * What one point's capture alone says of a connection.
 *
 * @param record its facts
 * @param diagnosis what is made of them
 */
public record Sighting(ConnectionRecord record, Diagnosis diagnosis) {}
