package ways.lang

import ways.rows.Languages

class ScalaCall extends Runnable {
  def run(): Unit = Languages.ScalaCall.Old.make()
}

object ScalaObject extends Runnable {
  def run(): Unit = Languages.ScalaObject.Old.make()
}

class ScalaClosure extends Runnable {
  def run(): Unit = List(1).foreach(_ => Languages.ScalaClosure.Old.make())
}

class ScalaReference extends Runnable {
  def run(): Unit = {
    val reference: () => Unit = () => new Languages.ScalaReference.Old()
    reference()
  }
}

class ScalaByName extends Runnable {
  private def twice(value: => Unit): Unit = value
  def run(): Unit = twice(Languages.ScalaByName.Old.make())
}

class ScalaLazy extends Runnable {
  lazy val value: Unit = Languages.ScalaLazy.Old.make()
  def run(): Unit = value
}

trait ScalaTrait extends Runnable {
  def run(): Unit = Languages.ScalaTrait.Old.make()
}

class ScalaOfTrait extends ScalaTrait

trait ScalaByTraitOld {
  def make(given: Int): Int = ways.run.Truth.ran(given)
}

class ScalaByTraitMixedIn extends ScalaByTraitOld

class ScalaByTrait extends Runnable {
  private val old: ScalaByTraitOld = new ScalaByTraitMixedIn
  def run(): Unit = old.make(1)
}

trait ScalaByClassOld {
  def make(given: Int): Int = ways.run.Truth.ran(given)
}

class ScalaByClassMixedIn extends ScalaByClassOld

class ScalaByClass extends Runnable {
  private val old = new ScalaByClassMixedIn
  def run(): Unit = old.make(1)
}

trait ScalaBySuperOld {
  def make(given: Int): Int = ways.run.Truth.ran(given)
}

class ScalaOverriding extends ScalaBySuperOld {
  override def make(given: Int): Int = super.make(given) + 1
}

class ScalaBySuper extends Runnable {
  private val old = new ScalaOverriding
  def run(): Unit = old.make(1)
}

class ScalaSpecializedOld[@specialized(Int) T] {
  def make(given: T): Int = ways.run.Truth.ran(1)
}

class ScalaSpecialized extends Runnable {
  private val old = new ScalaSpecializedOld[Int]
  def run(): Unit = old.make(1)
}
