package io.finrst.record;

/**
 * What one side of a connection sent. What its components hold can be asked for here directly.
 *
 * @param traffic how much
 * @param opening what its SYN offered
 * @param flowControl how much it was ready to take
 * @param appearance what its packets looked like
 * @param milestones its packets that sentences point to
 * @param application what its program was saying at the end, null when nothing was recognised
 */
public record HalfRecord(
    Traffic traffic,
    Opening opening,
    FlowControl flowControl,
    Appearance appearance,
    Milestones milestones,
    Application application) {

  /** See {@link Traffic#packets}. */
  public long packets() {
    return traffic.packets();
  }

  /** See {@link Traffic#bytes}. */
  public long bytes() {
    return traffic.bytes();
  }

  /** See {@link Traffic#retransmitted}. */
  public long retransmitted() {
    return traffic.retransmitted();
  }

  /** See {@link Traffic#outOfOrder}. */
  public long outOfOrder() {
    return traffic.outOfOrder();
  }

  /** See {@link Traffic#duplicates}. */
  public long duplicates() {
    return traffic.duplicates();
  }

  /** See {@link Traffic#missingBytes}. */
  public long missingBytes() {
    return traffic.missingBytes();
  }

  /** See {@link Traffic#unacknowledgedBytes}. */
  public long unacknowledgedBytes() {
    return traffic.unacknowledgedBytes();
  }

  /** See {@link Traffic#keepAlives}. */
  public int keepAlives() {
    return traffic.keepAlives();
  }

  /** See {@link Opening#synCount}. */
  public int synCount() {
    return opening.synCount();
  }

  /** See {@link Opening#mss}. */
  public int mss() {
    return opening.mss();
  }

  /** See {@link Opening#windowScale}. */
  public int windowScale() {
    return opening.windowScale();
  }

  /** See {@link FlowControl#lastWindow}. */
  public long lastWindow() {
    return flowControl.lastWindow();
  }

  /** See {@link FlowControl#zeroWindows}. */
  public int zeroWindows() {
    return flowControl.zeroWindows();
  }

  /** See {@link FlowControl#windowProbes}. */
  public int windowProbes() {
    return flowControl.windowProbes();
  }

  /** See {@link FlowControl#shut}. */
  public Moment shut() {
    return flowControl.shut();
  }

  /** See {@link Appearance#timestamps}. */
  public boolean timestamps() {
    return appearance.timestamps();
  }

  /** See {@link Appearance#ttl}. */
  public int ttl() {
    return appearance.ttl();
  }

  /** See {@link Appearance#ttlVaries}. */
  public boolean ttlVaries() {
    return appearance.ttlVaries();
  }

  /** See {@link Appearance#dscp}. */
  public int dscp() {
    return appearance.dscp();
  }

  /** See {@link Appearance#ipIdPattern}. */
  public IpIdPattern ipIdPattern() {
    return appearance.ipIdPattern();
  }

  /** See {@link Appearance#stack}. */
  public Stack stack() {
    return appearance.stack();
  }

  /** See {@link Milestones#lastFrame}. */
  public long lastFrame() {
    return milestones.lastFrame();
  }

  /** See {@link Milestones#firstDataFrame}. */
  public long firstDataFrame() {
    return milestones.firstDataFrame();
  }

  /** See {@link Milestones#lastData}. */
  public Moment lastData() {
    return milestones.lastData();
  }

  /** See {@link Milestones#fin}. */
  public Moment fin() {
    return milestones.fin();
  }

  /** See {@link Milestones#finAcknowledgedFrame}. */
  public long finAcknowledgedFrame() {
    return milestones.finAcknowledgedFrame();
  }
}
